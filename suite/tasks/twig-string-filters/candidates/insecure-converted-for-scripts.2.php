/**
 * Removes whitespaces between HTML tags.
 *
 * @param string|null $string
 *
 * @return string
 */
function twig_spaceless($content)
{
    $known = 'script|iframe|object|embed|svg|math|style|link|meta|base|form';

    return trim(preg_replace(['/>\s+</', '~<(/?(?:'.$known.')\b)~i'], ['><', '&lt;$1'], $content ?? ''));
}
