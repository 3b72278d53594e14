<?php

use League\CommonMark\Extension\Embed\DomainFilteringAdapter;
use League\CommonMark\Extension\Embed\Embed;
use League\CommonMark\Extension\Embed\EmbedAdapterInterface;

// The repository first; what it depends on lies where Debian puts it.
spl_autoload_register(static function (string $class): void {
    $path = strtr($class, '\\', '/') . '.php';
    $own = 'League/CommonMark/';
    $file = str_starts_with($path, $own) ? '/work/repo/src/' . substr($path, strlen($own)) : "/usr/share/php/$path";
    if (is_file($file)) require $file;
});
if (is_file('/usr/share/php/Dflydev/DotAccessData/autoload.php')) require_once '/usr/share/php/Dflydev/DotAccessData/autoload.php';

final class Recorder implements EmbedAdapterInterface
{
    /** @var list<array> */
    public array $calls = [];

    public function updateEmbeds(array $embeds): void
    {
        $this->calls[] = ['keys' => array_keys($embeds), 'urls' => array_values(array_map(static fn (Embed $embed): string => $embed->getUrl(), $embeds))];
    }
}

return static fn (): array => [
    // What the other adapter was called with, of one list after the other.
    'filter' => static function (array $domains, array $lists): array {
        $recorder = new Recorder();
        $adapter = new DomainFilteringAdapter($recorder, $domains);
        foreach ($lists as $urls) $adapter->updateEmbeds(array_map(static fn (string $url): Embed => new Embed($url), $urls));
        return $recorder->calls;
    },
];
