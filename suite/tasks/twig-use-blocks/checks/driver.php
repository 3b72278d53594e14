<?php

use Twig\Environment;
use Twig\Loader\ArrayLoader;

spl_autoload_register(static function (string $class): void {
    $file = '/work/repo/src/' . strtr(substr($class, 5), '\\', '/') . '.php';
    if (str_starts_with($class, 'Twig\\') && is_file($file)) require $file;
});

return static fn (): array => [
    // Renders the first of templates, each a name and its source.
    'render' => static function (array $templates): array {
        $sources = array_column($templates, 1, 0);
        $twig = new Environment(new ArrayLoader($sources), ['strict_variables' => true, 'autoescape' => false]);
        try {
            return ['text' => $twig->render($templates[0][0], [])];
        } catch (Throwable $error) {
            return ['error' => $error instanceof Twig\Error\RuntimeError ? 'RuntimeError' : $error::class, 'message' => $error->getMessage(), 'line' => $error instanceof Twig\Error\Error ? $error->getTemplateLine() : 0];
        }
    },
];
