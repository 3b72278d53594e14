<?php
function back()
{
    // ruleid: php-open-redirect
    header('Location: ' . $_GET['back']);
    exit;
}

function interpolated()
{
    $url = $_REQUEST['url'];
    // ruleid: php-open-redirect
    header("Location: $url");
}

function plugin()
{
    // ruleid: php-open-redirect
    wp_redirect($_GET['to']);
    // ok: php-open-redirect
    wp_redirect('https://example.org/page?id=' . urlencode($_GET['id']));
    // ok: php-open-redirect
    wp_safe_redirect($_GET['to']);
}

function chosen()
{
    $pages = ['home' => '/home', 'cart' => '/cart'];
    $to = $pages[$_GET['to']] ?? '/home';
    // ok: php-open-redirect
    header("Location: $to");
}

function allowedHost()
{
    $url = $_GET['url'];
    if (!in_array($url, ['https://example.org/', 'https://example.com/'], true)) {
        $url = 'https://example.org/';
    }
    // ok: php-open-redirect
    header('Location: ' . $url);
}

function page()
{
    // ok: php-open-redirect
    header('Location: /page?id=' . (int) $_GET['id']);
}

function wrongEncoding()
{
    $url = htmlspecialchars($_GET['url']);
    // ruleid: php-open-redirect
    header('Location: ' . $url, true, 302);
}

function go($to)
{
    // ruleid: php-open-redirect
    header("Location: " . $to);
    exit;
}

go($_POST['next']);

function formatted()
{
    // ruleid: php-open-redirect
    header(sprintf("Refresh: 0; url='%s'", $_GET['next']));
    // ok: php-open-redirect
    header(sprintf('Location: /pages/%s.php', $_GET['page']));
    // ok: php-open-redirect
    header('X-Page: ' . $_GET['page']);
}

function byExtension()
{
    // ruleid: php-open-redirect
    http_redirect($_GET['next']);
}
