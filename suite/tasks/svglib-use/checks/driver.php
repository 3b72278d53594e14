<?php

use Svg\Document;
use Svg\Style;
use Svg\Surface\SurfaceInterface;

spl_autoload_register(static function (string $class): void {
    $file = '/work/repo/src/' . strtr($class, '\\', '/') . '.php';
    if (str_starts_with($class, 'Svg\\') && is_file($file)) require $file;
});

/** A surface that keeps what it is asked to draw. */
final class KeepingSurface implements SurfaceInterface
{
    public array $calls = [];
    private ?Style $style = null;

    public function drawImage($image, $sx, $sy, $sw = null, $sh = null, $dx = null, $dy = null, $dw = null, $dh = null) {}

    public function transform($a, $b, $c, $d, $e, $f) { $this->calls[] = ['transform', ...array_map('floatval', [$a, $b, $c, $d, $e, $f])]; }
    public function translate($x, $y) { $this->calls[] = ['translate', (float) $x, (float) $y]; }
    public function save() { $this->calls[] = ['save']; }
    public function restore() { $this->calls[] = ['restore']; }
    public function scale($x, $y) {}
    public function rotate($angle) {}
    public function beginPath() {}
    public function closePath() {}
    public function fill() {}
    public function stroke(bool $close = false) {}
    public function endPath() {}
    public function fillStroke(bool $close = false) {}
    public function clip() {}
    public function fillText($text, $x, $y, $maxWidth = null) {}
    public function strokeText($text, $x, $y, $maxWidth = null) {}
    public function measureText($text) { return 0; }
    public function lineTo($x, $y) {}
    public function moveTo($x, $y) {}
    public function quadraticCurveTo($cpx, $cpy, $x, $y) {}
    public function bezierCurveTo($cp1x, $cp1y, $cp2x, $cp2y, $x, $y) {}
    public function arcTo($x1, $y1, $x2, $y2, $radius) {}
    public function circle($x, $y, $radius) { $this->calls[] = ['circle', (float) $x, (float) $y, (float) $radius]; }
    public function arc($x, $y, $radius, $startAngle, $endAngle, $anticlockwise = false) {}
    public function ellipse($x, $y, $radiusX, $radiusY, $rotation, $startAngle, $endAngle, $anticlockwise) {}
    public function rect($x, $y, $w, $h, $rx = 0, $ry = 0) { $this->calls[] = ['rect', (float) $x, (float) $y, (float) $w, (float) $h, json_encode($this->style?->fill)]; }
    public function fillRect($x, $y, $w, $h) {}
    public function strokeRect($x, $y, $w, $h) {}
    public function setStyle(Style $style) { $this->style = $style; }
    public function getStyle() { return $this->style; }
    public function setFont($family, $style, $weight) {}
}

return static fn (): array => [
    // What each of the drawings asks of a surface.
    'draw' => static function (array $drawings): array {
        return array_map(static function (string $svg): array {
            $file = tempnam(getcwd(), 'svg');
            file_put_contents($file, $svg);
            $surface = new KeepingSurface();
            $document = new Document();
            $document->loadFile($file);
            try {
                $document->render($surface);
            } finally {
                unlink($file);
            }
            return $surface->calls;
        }, $drawings);
    },
];
