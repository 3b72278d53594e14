<?php
// Runs as the candidate: loads the task's driver, reads requests on descriptor 3, answers on descriptor 4 (suite/kit/driver-main.mjs in PHP).
// A driver is a file that returns a function of $args, which gives an array of functions. Nothing that this process says is believed.

(static function (array $argv): void {
    $wrap = static function (mixed $value, int $depth = 0) use (&$wrap): mixed {
        if ($depth > 200) return ['$' => 'deep'];
        if ($value === null || is_bool($value)) return $value;
        if (is_int($value)) return abs($value) < 2 ** 53 ? $value : ['$' => 'bigint', 'value' => (string) $value];
        if (is_float($value)) return is_finite($value) ? $value : ['$' => 'number', 'value' => is_nan($value) ? 'NaN' : ($value > 0 ? 'Infinity' : '-Infinity')];
        if (is_string($value)) return preg_match('//u', $value) === 1 ? $value : ['$' => 'bytes', 'value' => base64_encode($value)];
        if (!is_array($value)) return ['$' => 'opaque', 'value' => get_debug_type($value)];
        if (array_is_list($value)) return array_map(static fn (mixed $item): mixed => $wrap($item, $depth + 1), $value);
        $pairs = [];
        foreach ($value as $key => $item) $pairs[] = [(string) $key, $wrap($item, $depth + 1)];
        return ['$' => 'object', 'value' => $pairs];
    };
    $unwrap = static function (mixed $value) use (&$unwrap): mixed {
        if (!is_array($value)) return $value;
        if (!isset($value['$'])) return array_map($unwrap, $value);
        $content = $value['value'] ?? null;
        switch ($value['$']) {
            case 'object':
                $object = [];
                foreach ($content as [$key, $item]) $object[$key] = $unwrap($item);
                return $object;
            case 'bytes':
                return base64_decode($content);
            case 'bigint':
                return (int) $content;
            case 'number':
                return ['Infinity' => INF, '-Infinity' => -INF, 'NaN' => NAN][$content] ?? (float) $content;
            default:
                return null;
        }
    };
    $requests = fopen('php://fd/3', 'rb');
    $answers = fopen('php://fd/4', 'wb');
    $send = static function (array $answer) use ($answers, $wrap): void {
        fwrite($answers, json_encode($wrap($answer), JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_PRESERVE_ZERO_FRACTION) . "\n");
        fflush($answers);
    };
    $describe = static fn (Throwable $error): array => ['name' => $error::class, 'message' => $error->getMessage(), 'code' => (string) $error->getCode()];
    $handlers = [];
    try {
        $handlers = (require $argv[1])($unwrap(json_decode($argv[2], true, 512, JSON_THROW_ON_ERROR)));
        $send(['id' => 0, 'value' => 'ready']);
    } catch (Throwable $error) {
        $send(['id' => 0, 'error' => $describe($error)]);
    }
    while (($line = fgets($requests)) !== false) {
        $request = $unwrap(json_decode($line, true, 512, JSON_THROW_ON_ERROR));
        try {
            $send(['id' => $request['id'], 'value' => $handlers[$request['name']](...$request['args'])]);
        } catch (Throwable $error) {
            $send(['id' => $request['id'], 'error' => $describe($error)]);
        }
    }
})($argv);
