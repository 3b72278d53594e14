<?php

use Twig\Environment;
use Twig\Extension\SandboxExtension;
use Twig\Loader\ArrayLoader;
use Twig\Sandbox\SecurityPolicy;
use Twig\TwigFilter;
use Twig\TwigFunction;

spl_autoload_register(static function (string $class): void {
    $file = '/work/repo/src/' . strtr(substr($class, 5), '\\', '/') . '.php';
    if (str_starts_with($class, 'Twig\\') && is_file($file)) require $file;
});

final class Thing
{
    public function __construct(private string $word)
    {
    }

    public function word(): string
    {
        return $this->word;
    }
}

return static fn (): array => [
    // Renders templates one after the other in one environment; tells what came out, and which words the functions of its own were called with.
    'render' => static function (array $wanted): array {
        $calls = [];
        $note = static function (string $word) use (&$calls): string {
            $calls[] = $word;
            return strrev($word);
        };
        $twig = new Environment(new ArrayLoader($wanted['templates']), ['strict_variables' => true]);
        $twig->addFunction(new TwigFunction('reveal', $note));
        $twig->addFilter(new TwigFilter('turned', $note));
        if ($wanted['sandbox'] ?? true) {
            $policy = new SecurityPolicy($wanted['tags'] ?? [], ['escape', 'upper'], [], [], ['include']);
            $twig->addExtension(new SandboxExtension($policy, false));
        }
        foreach ($wanted['load'] ?? [] as $name) $twig->load($name);
        $context = ($wanted['context'] ?? []) + ['thing' => new Thing($wanted['word'] ?? '')];
        foreach ($wanted['objects'] ?? [] as $variable => $name) $context[$variable] = $twig->load($name);
        $results = [];
        foreach ($wanted['render'] as $name) {
            try {
                $results[] = ['text' => $twig->render($name, $context)];
            } catch (Throwable $error) {
                $results[] = ['error' => match (true) {
                    $error instanceof Twig\Sandbox\SecurityError => 'SecurityError',
                    $error instanceof Twig\Error\LoaderError => 'LoaderError',
                    $error instanceof Twig\Error\Error => 'Error',
                    default => $error::class,
                }];
            }
        }
        return ['results' => $results, 'calls' => $calls];
    },
];
