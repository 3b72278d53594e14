<?php
function login($connection)
{
    $user = $_POST['user'];
    // ruleid: php-ldap-injection
    return ldap_search($connection, 'dc=example,dc=org', "(&(uid=$user)(active=TRUE))");
}

function escaped($connection)
{
    $user = ldap_escape($_POST['user'], '', LDAP_ESCAPE_FILTER);
    // ok: php-ldap-injection
    return ldap_search($connection, 'dc=example,dc=org', "(uid=$user)");
}

function wrongEncoding($connection)
{
    $user = htmlspecialchars($_POST['user']);
    // ruleid: php-ldap-injection
    return ldap_list($connection, 'dc=example,dc=org', '(uid=' . $user . ')');
}

function checked($connection)
{
    $user = $_POST['user'];
    if (!ctype_alnum($user)) {
        return false;
    }
    // ok: php-ldap-injection
    return ldap_search($connection, 'dc=example,dc=org', "(uid=$user)");
}

function number($connection)
{
    $id = (int) $_GET['id'];
    // ok: php-ldap-injection
    return ldap_read($connection, 'dc=example,dc=org', "(uidNumber=$id)");
}

function attribute($connection)
{
    $attribute = $_GET['by'];
    if (!in_array($attribute, ['cn', 'mail'], true)) {
        $attribute = 'cn';
    }
    // ok: php-ldap-injection
    ldap_search($connection, 'dc=example,dc=org', "($attribute=admin)");
    $filter = sprintf('(%s=%s)', $attribute, $_GET['value']);
    // ruleid: php-ldap-injection
    return ldap_search($connection, 'dc=example,dc=org', $filter);
}

class Directory2
{
    private $connection;

    public function find(array $filters)
    {
        $filter = '';
        foreach ($filters as $name => $value) {
            $filter .= "($name=$value)";
        }
        // ruleid: php-ldap-injection
        return ldap_search($this->connection, 'dc=example,dc=org', "(&$filter)");
    }
}

(new Directory2())->find(['mail' => $_GET['mail']]);
