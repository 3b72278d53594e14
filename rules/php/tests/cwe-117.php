<?php
use Psr\Log\LoggerInterface;

function failed()
{
    // ruleid: php-log-injection
    error_log('Login failed for ' . $_POST['user']);
}

function replaced()
{
    // ok: php-log-injection
    error_log('Login failed for ' . str_replace(["\r", "\n"], ' ', $_POST['user']));
}

function json()
{
    // ok: php-log-injection
    error_log('Login failed: ' . json_encode(['user' => $_POST['user']]));
}

function number()
{
    // ok: php-log-injection
    syslog(LOG_INFO, 'Order ' . (int) $_GET['order']);
}

function order()
{
    // ruleid: php-log-injection
    syslog(LOG_INFO, 'Order ' . $_GET['order']);
}

class Shop
{
    private $logger;

    public function __construct(LoggerInterface $logger)
    {
        $this->logger = $logger;
    }

    public function pay()
    {
        // ruleid: php-log-injection
        $this->logger->info('Paid by ' . $_POST['name']);
        // ok: php-log-injection
        $this->logger->info('Paid by ' . urlencode($_POST['name']));
    }
}

function trimmed(LoggerInterface $logger)
{
    // ruleid: php-log-injection
    $logger->warning(trim($_GET['message']));
}
