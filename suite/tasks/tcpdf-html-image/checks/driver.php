<?php

error_reporting(E_ALL & ~E_DEPRECATED & ~E_WARNING);
require_once '/work/repo/tcpdf.php';

/** A document that tells what is in it before it is written. */
final class OpenDocument extends TCPDF
{
    /** @return array{images: list<array{data: string, width: int, height: int}>, content: string} */
    public function facts(): array
    {
        $images = array_map(static fn (array $image): array => ['data' => base64_encode($image['data']), 'width' => (int) $image['w'], 'height' => (int) $image['h']], array_values($this->images));
        return ['images' => $images, 'content' => base64_encode((string) $this->getPageBuffer(1))];
    }
}

return static fn (): array => [
    // What is in a document after each of the texts, in a site that is served from `root` or, without one, in the current folder.
    'write' => static function (string $folder, ?string $root, array $texts, bool $local = false): array {
        $_SERVER['DOCUMENT_ROOT'] = $root ?? '';
        $before = getcwd();
        chdir($folder);
        try {
            return array_map(static function (string $html) use ($local): array {
                $document = new OpenDocument('P', 'pt', 'A4', false, 'ISO-8859-1');
                $document->setCompression(false);
                $document->setPrintHeader(false);
                $document->setPrintFooter(false);
                $document->setAllowLocalFiles($local);
                $document->AddPage();
                $document->writeHTML($html);
                return $document->facts();
            }, $texts);
        } finally {
            chdir($before);
        }
    },
];
