<?php
function proxy()
{
    $handle = curl_init();
    // ruleid: php-server-side-request-forgery
    curl_setopt($handle, CURLOPT_URL, $_GET['url']);
    return curl_exec($handle);
}

function fetch()
{
    // ruleid: php-server-side-request-forgery
    return file_get_contents($_GET['url']);
}

function host()
{
    $host = $_GET['host'];
    // ruleid: php-server-side-request-forgery
    return curl_init("https://$host/status");
}

function path()
{
    // ok: php-server-side-request-forgery
    return curl_init('https://api.example.org/items/' . rawurlencode($_GET['item']));
}

function allowed()
{
    $hosts = ['a.example.org', 'b.example.org'];
    if (!in_array($_GET['host'], $hosts, true)) {
        exit;
    }
    // ok: php-server-side-request-forgery
    return curl_init('https://' . $_GET['host'] . '/status');
}

function number()
{
    // ok: php-server-side-request-forgery
    return get_headers('https://api.example.org/items/' . (int) $_GET['item']);
}

function wrongEncoding()
{
    $url = htmlspecialchars($_GET['url']);
    // ruleid: php-server-side-request-forgery
    return get_headers($url);
}

class Client
{
    private $base = 'https://api.example.org/v1/';

    public function get($path)
    {
        // ok: php-server-side-request-forgery
        return curl_init($this->base . $path);
    }

    public function any($url)
    {
        // ruleid: php-server-side-request-forgery
        return curl_init($url);
    }
}

(new Client())->get('items/' . urlencode($_GET['id']));
(new Client())->any($_GET['any']);
