<?php
function cart()
{
    // ruleid: php-unsafe-deserialization
    return unserialize($_COOKIE['cart']);
}

function encoded()
{
    $data = base64_decode($_POST['data']);
    // ruleid: php-unsafe-deserialization
    return unserialize($data);
}

function noClasses()
{
    // ok: php-unsafe-deserialization
    return unserialize($_COOKIE['cart'], ['allowed_classes' => false]);
}

function json()
{
    // ok: php-unsafe-deserialization
    return json_decode($_COOKIE['cart'], true);
}

function stored(string $file)
{
    // ok: php-unsafe-deserialization
    return unserialize(file_get_contents('/var/cache/cart'));
}

function number()
{
    // ok: php-unsafe-deserialization
    return unserialize('i:' . (int) $_GET['number'] . ';');
}

class Session
{
    private $values = [];

    public function load($text)
    {
        // ruleid: php-unsafe-deserialization
        $this->values = unserialize($text);
    }
}

(new Session())->load(urldecode($_GET['session']));

function plugin()
{
    // ruleid: php-unsafe-deserialization
    return maybe_unserialize(stripslashes($_POST['options']));
}
