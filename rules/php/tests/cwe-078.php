<?php
function direct()
{
    // ruleid: php-command-injection
    system('ping -c 1 ' . $_GET['host']);
}

function quoted()
{
    // ok: php-command-injection
    system('ping -c 1 -- ' . escapeshellarg($_GET['host']));
}

function backticks()
{
    $host = $_POST['host'];
    // ruleid: php-command-injection
    return `nslookup $host`;
}

function wrongEncoding()
{
    $name = addslashes($_GET['name']);
    // ruleid: php-command-injection
    exec("find /srv -name $name", $lines);
    return $lines;
}

function insideQuotes()
{
    $name = escapeshellarg($_GET['name']);
    // ruleid: php-command-injection
    return shell_exec("sh -c \"grep $name /srv/list\"");
}

function number()
{
    $pid = (int) $_GET['pid'];
    // ok: php-command-injection
    return shell_exec("ps -p $pid");
}

function address()
{
    $host = $_GET['host'];
    if (!filter_var($host, FILTER_VALIDATE_IP)) {
        die('no address');
    }
    // ok: php-command-injection
    passthru("ping -c 1 $host");
}

function chosen()
{
    $tools = ['disk' => 'df -h', 'memory' => 'free -m'];
    if (!array_key_exists($_GET['tool'], $tools)) {
        return null;
    }
    // ok: php-command-injection
    return shell_exec($tools[$_GET['tool']]);
}

function unanchored()
{
    $host = $_GET['host'];
    if (!preg_match('/[a-z0-9.]+/', $host)) {
        exit;
    }
    // ruleid: php-command-injection
    passthru("ping -c 1 $host");
}

function anchored()
{
    $host = $_GET['host'];
    if (!preg_match('/\A[a-z0-9][a-z0-9.]*\z/', $host)) {
        exit;
    }
    // ok: php-command-injection
    passthru("ping -c 1 $host");
}

class Converter
{
    private $options = [];

    public function set($name, $value)
    {
        $this->options[$name] = $value;
    }

    public function run()
    {
        $command = 'convert';
        foreach ($this->options as $name => $value) {
            $command .= " -$name $value";
        }
        // todoruleid: php-command-injection
        return proc_open($command, [], $pipes);
    }
}

function convert()
{
    $converter = new Converter();
    $converter->set('resize', $_POST['size']);
    return $converter->run();
}

function argumentsOnly()
{
    $process = new Symfony\Component\Process\Process(['git', 'log', '--', $_GET['path']]);
    // ok: php-command-injection
    $process->run();
    // ruleid: php-command-injection
    return Symfony\Component\Process\Process::fromShellCommandline('git log -- ' . $_GET['path']);
}
