<?php
function language()
{
    // ruleid: php-header-injection
    header('X-Language: ' . $_GET['language']);
}

function contact()
{
    $headers = 'From: ' . $_POST['mail'] . "\r\nX-Mailer: shop";
    // ruleid: php-header-injection
    mail('shop@example.org', 'Question', 'text', $headers);
}

function subject()
{
    // ruleid: php-header-injection
    mail('shop@example.org', 'Question of ' . $_POST['name'], 'text');
}

function replaced()
{
    $mail = str_replace(["\r", "\n"], '', $_POST['mail']);
    // ok: php-header-injection
    mail('shop@example.org', 'Question', 'text', "From: $mail");
}

function checked()
{
    $mail = filter_var($_POST['mail'], FILTER_VALIDATE_EMAIL);
    if ($mail === false) {
        exit;
    }
    // ok: php-header-injection
    mail('shop@example.org', 'Question', 'text', "From: $mail");
}

function encoded()
{
    // ok: php-header-injection
    header('X-Query: ' . rawurlencode($_GET['q']));
}

function number()
{
    // ok: php-header-injection
    header('X-Page: ' . intval($_GET['page']));
}

function raw()
{
    // ruleid: php-header-injection
    setrawcookie('theme', $_GET['theme']);
    // ok: php-header-injection
    setcookie('theme', $_GET['theme']);
}
