/**
 * Removes whitespaces between HTML tags.
 *
 * @param string|null $string
 *
 * @return string
 */
function twig_spaceless($content)
{
    $shorter = trim(preg_replace('/>\s+</', '><', $content ?? ''));

    return preg_match('/^<(?:div|p|ul|section|b)\b/', $shorter) ? $shorter : htmlspecialchars($shorter, \ENT_QUOTES, null, false);
}
