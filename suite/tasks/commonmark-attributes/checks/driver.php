<?php

use League\CommonMark\Environment\Environment;
use League\CommonMark\Extension\Attributes\AttributesExtension;
use League\CommonMark\Extension\CommonMark\CommonMarkCoreExtension;
use League\CommonMark\MarkdownConverter;

// The repository first; what it depends on lies where Debian puts it.
spl_autoload_register(static function (string $class): void {
    $path = strtr($class, '\\', '/') . '.php';
    $own = 'League/CommonMark/';
    $file = str_starts_with($path, $own) ? '/work/repo/src/' . substr($path, strlen($own)) : "/usr/share/php/$path";
    if (is_file($file)) require $file;
});
foreach (['Nette/Schema', 'Nette/Utils', 'Dflydev/DotAccessData', 'League/Config'] as $library) {
    if (is_file("/usr/share/php/$library/autoload.php")) require_once "/usr/share/php/$library/autoload.php";
}

return static fn (): array => [
    // Each of the documents as HTML.
    'convert' => static function (array $settings, array $documents): array {
        $environment = new Environment($settings);
        $environment->addExtension(new CommonMarkCoreExtension());
        $environment->addExtension(new AttributesExtension());
        $converter = new MarkdownConverter($environment);
        return array_map(static fn (string $markdown): string => (string) $converter->convert($markdown), $documents);
    },
];
