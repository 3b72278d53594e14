<?php
function direct()
{
    // ruleid: php-cross-site-scripting
    echo 'Hello ' . $_GET['name'];
}

function encoded()
{
    // ok: php-cross-site-scripting
    echo 'Hello ' . htmlspecialchars($_GET['name']);
}

function attribute()
{
    $name = htmlspecialchars($_GET['name'], ENT_QUOTES);
    // ok: php-cross-site-scripting
    echo "<a title='$name'>x</a>";
    // ruleid: php-cross-site-scripting
    echo "<a title=$name>x</a>";
}

function link()
{
    $target = htmlentities($_GET['target']);
    // ruleid: php-cross-site-scripting
    echo '<a href="' . $target . '">go</a>';
    // ok: php-cross-site-scripting
    echo '<a href="/search?q=' . urlencode($_GET['q']) . '">go</a>';
}

function script()
{
    $name = htmlspecialchars($_GET['name']);
    // ruleid: php-cross-site-scripting
    echo "<script>var count = $name;</script>";
    // ok: php-cross-site-scripting
    echo '<script>var name = ' . json_encode($_GET['name']) . ';</script>';
}

function wrongEncoding()
{
    $name = addslashes($_POST['name']);
    // ruleid: php-cross-site-scripting
    print "<p>$name</p>";
}

function numbers()
{
    $page = (int) $_GET['page'];
    // ok: php-cross-site-scripting
    echo "<p>Page $page</p>";
    // ok: php-cross-site-scripting
    printf('<p>%d</p>', intval($_GET['total']));
}

function decodedLater()
{
    $text = htmlspecialchars($_GET['text']);
    // ruleid: php-cross-site-scripting
    echo html_entity_decode($text);
}

function errors()
{
    // ruleid: php-cross-site-scripting
    die('No page ' . $_SERVER['REQUEST_URI']);
}

function row(array $user)
{
    return '<td>' . $user['name'] . '</td>';
}

function table()
{
    $rows = '';
    foreach ($_POST['users'] as $user) {
        $rows .= row($user);
    }
    // ruleid: php-cross-site-scripting
    echo "<table>$rows</table>";
}

function chosen()
{
    $theme = in_array($_GET['theme'], ['dark', 'light'], true) ? $_GET['theme'] : 'light';
    // ok: php-cross-site-scripting
    echo "<body class=$theme>";
}

function plugin_notice()
{
    // ok: php-cross-site-scripting
    echo '<p class="' . esc_attr($_GET['class']) . '">' . esc_html($_GET['text']) . '</p>';
    // ok: php-cross-site-scripting
    echo '<a href="' . esc_url($_GET['back']) . '">back</a>';
    // ruleid: php-cross-site-scripting
    echo '<p>' . wp_unslash($_GET['text']) . '</p>';
}

class Page
{
    private $title;

    public function __construct($title)
    {
        $this->title = $title;
    }

    public function show()
    {
        // ruleid: php-cross-site-scripting
        echo '<h1>' . trim($this->title) . '</h1>';
    }

    public function showEncoded()
    {
        // ok: php-cross-site-scripting
        echo '<h1>' . htmlspecialchars($this->title) . '</h1>';
    }
}

(new Page($_GET['title']))->show();
(new Page($_GET['title']))->showEncoded();
?>
<!-- ruleid: php-cross-site-scripting -->
<p><?= $_GET['footer'] ?></p>
<?php
function flags()
{
    $name = htmlspecialchars($_GET['name'], ENT_COMPAT);
    // ok: php-cross-site-scripting
    echo "<a title=\"$name\">x</a>";
    // ruleid: php-cross-site-scripting
    echo "<a title='$name'>x</a>";
    $text = htmlspecialchars($_GET['text'], ENT_NOQUOTES);
    // ok: php-cross-site-scripting
    echo "<p>$text</p>";
    // ruleid: php-cross-site-scripting
    echo "<a title=\"$text\">x</a>";
    $all = htmlspecialchars($_GET['all'], ENT_QUOTES | ENT_HTML5, 'UTF-8');
    // ok: php-cross-site-scripting
    echo "<a title='$all'>x</a>";
}
function scripts()
{
    $name = htmlspecialchars($_GET['name'], ENT_QUOTES);
    // ok: php-cross-site-scripting
    echo "<script>var name = '$name';</script>";
    // What runs a text runs what HTML's escapes leave.
    // ruleid: php-cross-site-scripting
    echo "<script>window.setTimeout('$name', 100);</script>";
    // ruleid: php-cross-site-scripting
    echo "<script>location.href = '$name';</script>";
    // ok: php-cross-site-scripting
    echo "<script>location.href = '/search?q=$name';</script>";
    // The browser decodes an attribute before it runs it.
    // ruleid: php-cross-site-scripting
    echo "<p onclick=\"show('$name')\">x</p>";
}

function twoInOneScript()
{
    $first = htmlspecialchars($_GET['first'], ENT_QUOTES);
    $second = htmlspecialchars($_GET['second'], ENT_QUOTES);
    // The backslash at the first one's end lets the second one run.
    // ruleid: php-cross-site-scripting
    echo "<script>show('$first', '$second');</script>";
}

function backslashes()
{
    $name = addslashes($_GET['name']);
    // ruleid: php-cross-site-scripting
    echo "<p title=\"$name\">x</p>";
    // ruleid: php-cross-site-scripting
    echo "<script>var name = '$name';</script>";
}

function filtered()
{
    $name = filter_var($_GET['name'], FILTER_SANITIZE_SPECIAL_CHARS);
    // ok: php-cross-site-scripting
    echo "<script>var name = '$name';</script>";
    $part = urlencode($_GET['part']);
    // ok: php-cross-site-scripting
    echo "<p title=$part>x</p>";
    // ruleid: php-cross-site-scripting
    echo "<$part href='/'>x";
}
