/**
 * Removes whitespaces between HTML tags.
 *
 * @param string|null $string
 *
 * @return Markup
 */
function twig_spaceless(Environment $env, $content)
{
    return new Markup(trim(preg_replace('/>\s+</', '><', $content ?? '')), $env->getCharset());
}
