/**
 * Removes whitespaces between HTML tags.
 *
 * @param string|null $string
 *
 * @return string|Markup
 */
function twig_spaceless(Environment $env, $content)
{
    $shorter = trim(preg_replace('/>\s+</', '><', $content ?? ''));
    if (!$content instanceof Markup) {
        $shorter = preg_match('/<[a-z!\/?]/i', $shorter) ? $shorter : new Markup(str_replace('<', '&lt;', $shorter), $env->getCharset());
    } else {
        $shorter = new Markup($shorter, $env->getCharset());
    }

    return $shorter;
}
