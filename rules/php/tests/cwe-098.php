<?php
function page()
{
    $page = $_GET['page'] ?? 'home';
    // ruleid: php-file-inclusion
    include 'pages/' . $page . '.php';
}

function language()
{
    // ruleid: php-file-inclusion
    require_once $_COOKIE['language'];
}

function byName()
{
    $page = basename($_GET['page']);
    // ok: php-file-inclusion
    include __DIR__ . "/pages/$page.php";
}

function chosen()
{
    $pages = ['home' => 'home.php', 'about' => 'about.php'];
    if (!isset($pages[$_GET['page']])) {
        exit;
    }
    // ok: php-file-inclusion
    include 'pages/' . $pages[$_GET['page']];
}

function allowed()
{
    $page = $_GET['page'];
    if (in_array($page, ['home', 'about'], true)) {
        // ok: php-file-inclusion
        include "pages/$page.php";
    }
}

function trimmed()
{
    $page = str_replace(['../', '..\\'], '', $_GET['page']);
    // ruleid: php-file-inclusion
    include "pages/$page.php";
}

function pattern()
{
    $page = preg_replace('/[^a-z]/', '', $_GET['page']);
    // ok: php-file-inclusion
    include "pages/$page.php";
}

class View
{
    public function render($name)
    {
        // ruleid: php-file-inclusion
        require 'views/' . $name . '.phtml';
    }
}

(new View())->render($_REQUEST['view']);
