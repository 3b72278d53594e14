<?php
function twig(Twig\Environment $twig)
{
    // ruleid: php-template-injection
    return $twig->createTemplate('Hello ' . $_GET['name'])->render([]);
}

function values(Twig\Environment $twig)
{
    // ok: php-template-injection
    return $twig->createTemplate('Hello {{ name }}')->render(['name' => $_GET['name']]);
}

function number(Twig\Environment $twig)
{
    // ok: php-template-injection
    return $twig->createTemplate('Page ' . (int) $_GET['page'])->render([]);
}

function smarty(Smarty $smarty)
{
    // ruleid: php-template-injection
    return $smarty->fetch('string:' . $_POST['template']);
}

function smartyFile(Smarty $smarty)
{
    $smarty->assign('name', $_POST['name']);
    // ok: php-template-injection
    return $smarty->fetch('page.tpl');
}

function blade()
{
    // ruleid: php-template-injection
    return Illuminate\Support\Facades\Blade::render('Hello ' . $_GET['name']);
}

function bladeValues()
{
    // ok: php-template-injection
    return Illuminate\Support\Facades\Blade::render('Hello {{ $name }}', ['name' => $_GET['name']]);
}

class Mailer
{
    private $twig;

    public function __construct(Twig\Environment $twig)
    {
        $this->twig = $twig;
    }

    public function text($body)
    {
        $template = "Dear customer,\n" . $body;
        // ruleid: php-template-injection
        return $this->twig->createTemplate($template)->render([]);
    }
}

function send(Twig\Environment $twig)
{
    return (new Mailer($twig))->text($_POST['body']);
}
