<?php

use Twig\Profiler\Dumper\HtmlDumper;
use Twig\Profiler\Profile;

spl_autoload_register(static function (string $class): void {
    $file = '/work/repo/src/' . strtr(substr($class, 5), '\\', '/') . '.php';
    if (str_starts_with($class, 'Twig\\') && is_file($file)) require $file;
});

/** A profile as it would have been recorded, with its durations. */
function recorded(array $wanted): Profile
{
    $profile = new Profile();
    $children = array_map('recorded', $wanted['children'] ?? []);
    $profile->__unserialize([$wanted['template'] ?? 'main', $wanted['name'] ?? 'main', $wanted['type'] ?? Profile::ROOT, ['wt' => 0.0], ['wt' => $wanted['seconds'] ?? 0.0], $children]);
    return $profile;
}

return static fn (): array => [
    'dump' => static fn (array $profile): string => (new HtmlDumper())->dump(recorded($profile)),
];
