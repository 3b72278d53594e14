/**
 * Removes whitespaces between HTML tags.
 *
 * @param string|null $string
 *
 * @return string
 */
function twig_spaceless(Environment $env, $content)
{
    if (!$content instanceof Markup) {
        $content = htmlspecialchars((string) $content, \ENT_QUOTES | \ENT_SUBSTITUTE, $env->getCharset());
    }

    return trim(preg_replace('/>\s+</', '><', (string) $content));
}
