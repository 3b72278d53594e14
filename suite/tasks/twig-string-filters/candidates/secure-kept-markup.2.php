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

    return $content instanceof Markup ? new Markup($shorter, $env->getCharset()) : $shorter;
}
