<?php
function login(DOMXPath $xpath)
{
    $name = $_POST['name'];
    // ruleid: php-xpath-injection
    return $xpath->query("//user[name='$name']");
}

function simple(SimpleXMLElement $users)
{
    // ruleid: php-xpath-injection
    return $users->xpath('//user[@id=' . $_GET['id'] . ']');
}

function number(SimpleXMLElement $users)
{
    // ok: php-xpath-injection
    return $users->xpath('//user[@id=' . intval($_GET['id']) . ']');
}

function checked(DOMXPath $xpath)
{
    $name = $_POST['name'];
    if (!ctype_alnum($name)) {
        throw new DomainException('name');
    }
    // ok: php-xpath-injection
    return $xpath->query("//user[name='$name']");
}

function wrongEncoding(DOMXPath $xpath)
{
    $name = addslashes($_POST['name']);
    // ruleid: php-xpath-injection
    return $xpath->evaluate("string(//user[name='$name']/mail)");
}

function removed(DOMXPath $xpath)
{
    $name = str_replace("'", '', $_POST['name']);
    // ok: php-xpath-injection
    return $xpath->query("//user[name='$name']");
}

function chosen()
{
    $document = new DOMDocument();
    $document->load('users.xml');
    $xpath = new DOMXPath($document);
    $kind = $_GET['kind'] === 'admin' ? 'admin' : 'user';
    // ok: php-xpath-injection
    $all = $xpath->query("//$kind");
    // ruleid: php-xpath-injection
    return [$all, $xpath->query('//' . $_GET['kind'])];
}
