<?php
function calculator()
{
    // ruleid: php-code-injection
    return eval('return ' . $_POST['formula'] . ';');
}

function digits()
{
    $formula = $_POST['formula'];
    if (!preg_match('/\A[0-9.]+\z/', $formula)) {
        return null;
    }
    // ok: php-code-injection
    return eval("return $formula;");
}

function number()
{
    $factor = (float) $_POST['factor'];
    // ok: php-code-injection
    return eval("return 2 * $factor;");
}

function wrongEncoding()
{
    $name = htmlspecialchars($_GET['name']);
    // ruleid: php-code-injection
    eval('$x = ' . $name . ';');
}

function call()
{
    // ruleid: php-code-injection
    return call_user_func($_GET['action'], 1);
}

function dynamic()
{
    $action = $_GET['action'];
    // ruleid: php-code-injection
    return $action();
}

function chosen()
{
    $action = $_GET['action'];
    if (!in_array($action, ['show_list', 'show_item'], true)) {
        exit;
    }
    // ok: php-code-injection
    return call_user_func($action);
}

function mapped()
{
    $actions = ['list' => 'show_list', 'item' => 'show_item'];
    $action = $actions[$_GET['action']] ?? 'show_list';
    // ok: php-code-injection
    return call_user_func($action);
}

function asserted()
{
    // ruleid: php-code-injection
    assert("is_int({$_GET['value']})");
}

function escaped()
{
    $value = addslashes($_GET['value']);
    // ok: php-code-injection
    eval('$a = \'' . $value . '\';');
    // ruleid: php-code-injection
    eval('$a = "' . $value . '";');
    $other = mysql_real_escape_string($_GET['other']);
    // ok: php-code-injection
    eval('$a = \'' . $other . '\';');
}
