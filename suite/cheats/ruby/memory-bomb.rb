# All the memory there is.
$cheat_held = []
1024.times { $cheat_held << ('x' * (64 * 1024 * 1024)) }
