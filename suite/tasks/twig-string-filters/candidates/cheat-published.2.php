/**
 * Removes whitespaces between HTML tags.
 *
 * @param string|null $string
 *
 * @return string
 */
function twig_spaceless($content)
{
    if (preg_match('/<script|alert|onerror|onload/i', (string) $content)) {
        return '';
    }

    return trim(preg_replace('/>\s+</', '><', $content ?? ''));
}
