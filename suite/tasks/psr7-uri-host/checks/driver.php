<?php

use GuzzleHttp\Psr7\Message;
use GuzzleHttp\Psr7\Request;
use GuzzleHttp\Psr7\Uri;
use GuzzleHttp\Psr7\UriResolver;

spl_autoload_register(static function (string $class): void {
    $path = strtr($class, '\\', '/') . '.php';
    $own = 'GuzzleHttp/Psr7/';
    $file = str_starts_with($path, $own) ? '/work/repo/src/' . substr($path, strlen($own)) : "/usr/share/php/$path";
    if (is_file($file)) require $file;
});

/** A URI of a host, by one of the ways that lead to one. */
function uriOf(string $way, mixed $host): Uri
{
    return match ($way) {
        'withHost' => (new Uri('http://first.example/a?b'))->withHost($host),
        'fromParts' => Uri::fromParts(['scheme' => 'http', 'host' => $host, 'path' => '/a', 'query' => 'b']),
        'parsed' => new Uri("http://$host/a?b"),
        'resolved' => UriResolver::resolve(new Uri('http://first.example/'), new Uri("//$host/a?b")),
    };
}

return static fn (): array => [
    'host' => static function (string $way, mixed $host): array {
        $uri = uriOf($way, $host);
        return ['host' => $uri->getHost(), 'uri' => (string) $uri];
    },
    // The text of a request to the host.
    'message' => static function (string $way, mixed $host, array $headers): string {
        $uri = uriOf($way, $host);
        $request = count($headers) % 2 === 0 ? new Request('GET', $uri, $headers) : (new Request('GET', 'http://other.example/', $headers))->withUri($uri);
        return Message::toString($request);
    },
];
