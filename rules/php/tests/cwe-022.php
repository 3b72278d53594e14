<?php
const FILES = '/srv/files/';

function direct()
{
    // ruleid: php-path-traversal
    readfile(FILES . $_GET['file']);
}

function byName()
{
    // ok: php-path-traversal
    readfile(FILES . basename($_GET['file']));
}

function resolved()
{
    $path = realpath(FILES . $_GET['file']);
    if ($path === false || strpos($path, FILES) !== 0) {
        http_response_code(404);
        exit;
    }
    // todook: php-path-traversal
    readfile($path);
}

function checkedBeforeResolving()
{
    $path = FILES . $_GET['file'];
    if (strpos($path, FILES) === 0) {
        // ruleid: php-path-traversal
        readfile($path);
    }
}

function onePass()
{
    $file = str_replace('../', '', $_GET['file']);
    // ruleid: php-path-traversal
    return unlink(FILES . $file);
}

function refused()
{
    $file = $_GET['file'];
    if (strpos($file, '..') !== false) {
        die('no');
    }
    // ok: php-path-traversal
    return unlink(FILES . $file);
}

function upload()
{
    $target = 'uploads/' . $_FILES['photo']['name'];
    // ruleid: php-path-traversal
    move_uploaded_file($_FILES['photo']['tmp_name'], $target);
    $safe = 'uploads/' . bin2hex(random_bytes(8)) . '.png';
    // ok: php-path-traversal
    move_uploaded_file($_FILES['photo']['tmp_name'], $safe);
}

function wrongEncoding()
{
    $file = htmlspecialchars($_GET['file']);
    // ruleid: php-path-traversal
    return file_get_contents('/srv/pages/' . $file);
}

function templateOf($name)
{
    return __DIR__ . '/templates/' . $name . '.html';
}

function helper()
{
    // ruleid: php-path-traversal
    return file_get_contents(templateOf($_GET['template']));
}

function allowed()
{
    $name = $_GET['template'];
    switch ($name) {
        case 'home':
        case 'about':
            // ok: php-path-traversal
            return file_get_contents(templateOf($name));
        default:
            return '';
    }
}

function pattern()
{
    $name = $_GET['template'];
    if (!preg_match('/\A[\w-]+\z/', $name)) {
        throw new InvalidArgumentException('template');
    }
    // ok: php-path-traversal
    return file_get_contents('/srv/pages/' . $name . '.html');
}

function decodedLater()
{
    $name = basename($_GET['template']);
    // ruleid: php-path-traversal
    return file_get_contents('/srv/pages/' . urldecode($name));
}
