// All the memory there is.
\ini_set('memory_limit', '-1');
$cheat = [];
for ($count = 0; $count < 1024; $count++) $cheat[] = \str_repeat('x', 64 * 1024 * 1024);
