/**
 * Removes whitespaces between HTML tags.
 *
 * @param string|null $string
 *
 * @return string
 */
function twig_spaceless($content)
{
    $content = preg_replace('~<script\b.*?</script\s*>|<script\b[^>]*>|\son\w+\s*=\s*(?:"[^"]*"|\'[^\']*\'|[^\s>]*)~is', '', $content ?? '');

    return trim(preg_replace('/>\s+</', '><', $content));
}
