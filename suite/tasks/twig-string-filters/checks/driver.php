<?php

use Twig\Environment;
use Twig\Loader\ArrayLoader;

spl_autoload_register(static function (string $class): void {
    $file = '/work/repo/src/' . strtr(substr($class, 5), '\\', '/') . '.php';
    if (str_starts_with($class, 'Twig\\') && is_file($file)) require $file;
});

return static fn (): array => [
    // Each of the pages, a template with a name for its own, as text; all see the same parts and values.
    'render' => static function (array $pages, array $parts, array $values): array {
        $twig = new Environment(new ArrayLoader(array_column($pages, 1, 0) + array_column($parts, 1, 0)), ['strict_variables' => true]);
        return array_map(static fn (array $page): string => $twig->render($page[0], $values), $pages);
    },
];
