/**
 * Removes whitespaces between HTML tags.
 *
 * @param string|null $string
 *
 * @return string
 */
function twig_spaceless($content)
{
    $parts = preg_split('/(?<=>)\s+(?=<)/', (string) $content);

    return trim(implode('', $parts));
}
