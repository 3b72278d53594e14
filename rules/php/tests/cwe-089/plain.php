<?php
function direct(mysqli $db): void
{
    $id = $_GET['id'];
    // ruleid: php-sql-injection
    $db->query("SELECT * FROM users WHERE id = $id");
}

function quotedOnly($link): void
{
    $name = mysqli_real_escape_string($link, $_POST['name']);
    // ok: php-sql-injection
    mysqli_query($link, "SELECT * FROM users WHERE name = '$name'");
    // ruleid: php-sql-injection
    mysqli_query($link, "SELECT * FROM users WHERE id = $name");
}

function wrongEncoding(PDO $pdo): void
{
    $name = htmlspecialchars($_GET['name']);
    // ruleid: php-sql-injection
    $pdo->query("SELECT * FROM users WHERE id = " . $name);
}

function prepared(PDO $pdo): array
{
    // ok: php-sql-injection
    $statement = $pdo->prepare('SELECT * FROM users WHERE email = :email AND role = ?');
    // ok: php-sql-injection
    $statement->execute(['email' => $_POST['email'], $_POST['role']]);
    return $statement->fetchAll();
}

function preparedButJoined(PDO $pdo): void
{
    // ruleid: php-sql-injection
    $statement = $pdo->prepare("SELECT * FROM users WHERE email = ? ORDER BY " . $_GET['sort']);
    $statement->execute([$_POST['email']]);
}

function casted($link): void
{
    $id = (int) $_GET['id'];
    $page = intval($_GET['page']) * 20;
    // ok: php-sql-injection
    mysqli_query($link, "SELECT * FROM users WHERE id = $id LIMIT $page, 20");
}

function formatted($link): void
{
    // ok: php-sql-injection
    mysqli_query($link, sprintf("SELECT * FROM users WHERE id = %d", $_GET['id']));
    // ruleid: php-sql-injection
    mysqli_query($link, sprintf("SELECT * FROM users WHERE name = '%s'", $_GET['name']));
}

function allowList(PDO $pdo): void
{
    $column = $_GET['sort'];
    if (!in_array($column, ['name', 'created', 'price'], true)) {
        $column = 'name';
    }
    // ok: php-sql-injection
    $pdo->query("SELECT * FROM products ORDER BY $column");
}

function looseAllowList(PDO $pdo): void
{
    $id = $_GET['id'];
    if (!in_array($id, [1, 2, 3])) {
        exit;
    }
    // ruleid: php-sql-injection
    $pdo->query("SELECT * FROM products WHERE id = " . $id);
}

function mapped(PDO $pdo): void
{
    $orders = ['up' => 'ASC', 'down' => 'DESC'];
    $order = $orders[$_GET['order']] ?? 'ASC';
    // ok: php-sql-injection
    $pdo->query("SELECT * FROM products ORDER BY price $order");
}

function matched($link): void
{
    $table = $_GET['table'];
    if (preg_match('/^[a-z]+$/D', $table)) {
        // ok: php-sql-injection
        mysqli_query($link, "SELECT * FROM $table");
    }
    $loose = $_GET['other'];
    if (preg_match('/[a-z]+/', $loose)) {
        // ruleid: php-sql-injection
        mysqli_query($link, "SELECT * FROM $loose");
    }
}

function numbers($link): void
{
    $ids = array_map('intval', explode(',', $_GET['ids']));
    // ok: php-sql-injection
    mysqli_query($link, "DELETE FROM carts WHERE id IN (" . implode(',', $ids) . ")");
    $names = explode(',', $_GET['names']);
    // ruleid: php-sql-injection
    mysqli_query($link, "DELETE FROM carts WHERE name IN ('" . implode("','", $names) . "')");
}

class UserRepository
{
    private $connection;
    private $conditions = [];

    public function __construct(mysqli $connection)
    {
        $this->connection = $connection;
    }

    public function where($column, $value)
    {
        $this->conditions[] = "$column = '$value'";
        return $this;
    }

    public function find()
    {
        // todoruleid: php-sql-injection
        return $this->connection->query('SELECT * FROM users WHERE ' . implode(' AND ', $this->conditions));
    }
}

function useRepository(mysqli $db)
{
    $repository = new UserRepository($db);
    return $repository->where('name', $_REQUEST['name'])->find();
}

function validated(PDO $pdo): void
{
    $id = filter_var($_GET['id'], FILTER_VALIDATE_INT);
    // ok: php-sql-injection
    $pdo->query("SELECT * FROM users WHERE id = $id");
    $mail = filter_var($_GET['mail'], FILTER_VALIDATE_EMAIL);
    // ruleid: php-sql-injection
    $pdo->query("SELECT * FROM users WHERE mail = '$mail'");
}

function early($link)
{
    if (!ctype_digit($_POST['id'])) {
        die('no number');
    }
    // ok: php-sql-injection
    return mysqli_query($link, "SELECT * FROM users WHERE id = " . $_POST['id']);
}

function typed($link)
{
    $id = $_POST['id'];
    settype($id, 'integer');
    // ok: php-sql-injection
    return mysqli_query($link, "SELECT * FROM users WHERE id = $id");
}

function filtered($link)
{
    $ids = array_filter($_POST['ids'], 'ctype_digit');
    // ok: php-sql-injection
    return mysqli_query($link, 'DELETE FROM carts WHERE id IN (' . implode(',', $ids) . ')');
}

function each_trimmed($link)
{
    $ids = array_map('trim', explode(',', $_POST['ids']));
    // ruleid: php-sql-injection
    return mysqli_query($link, 'DELETE FROM carts WHERE id IN (' . implode(',', $ids) . ')');
}
