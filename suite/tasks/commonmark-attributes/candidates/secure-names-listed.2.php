use League\CommonMark\Node\Node;

final class AttributesListener
{
    private const DIRECTION_PREFIX = 'prefix';
    private const DIRECTION_SUFFIX = 'suffix';

    private const PLAIN = [
        'id', 'class', 'title', 'lang', 'dir', 'style', 'role', 'hidden', 'tabindex', 'width', 'height', 'align', 'valign', 'border', 'colspan', 'rowspan', 'scope', 'summary',
        'frame', 'rules', 'cellspacing', 'cellpadding', 'target', 'rel', 'download', 'hreflang', 'type', 'start', 'reversed', 'value', 'alt', 'loading', 'name', 'itemprop', 'datetime',
    ];

    private const LINKS = ['href', 'src', 'cite'];

    public function processDocument(DocumentParsedEvent $event): void
    {
        foreach ($event->getDocument()->iterator() as $node) {
            if (! ($node instanceof Attributes || $node instanceof AttributesInline)) {
                continue;
            }

            [$target, $direction] = self::findTargetAndDirection($node);

            if ($target instanceof Node) {
                $parent = $target->parent();
                if ($parent instanceof ListItem && $parent->parent() instanceof ListBlock && $parent->parent()->isTight()) {
                    $target = $parent;
                }

                if ($direction === self::DIRECTION_SUFFIX) {
                    $attributes = AttributesHelper::mergeAttributes($target, $node->getAttributes());
                } else {
                    $attributes = AttributesHelper::mergeAttributes($node->getAttributes(), $target);
                }

                $target->data->set('attributes', self::listed($attributes));
            }

            $node->detach();
        }
    }

    /**
     * @param array<string, mixed> $attributes
     *
     * @return array<string, mixed>
     */
    private static function listed(array $attributes): array
    {
        $kept = [];
        foreach ($attributes as $name => $value) {
            $lower = \strtolower($name);
            if (\in_array($lower, self::PLAIN, true) || \preg_match('/^(?:data|aria)-/', $lower) === 1) {
                $kept[$name] = $value;
            } elseif (\in_array($lower, self::LINKS, true) && \preg_match('~^(?:(?:https?|mailto|tel):|[^:]*(?:[/?#]|$))~i', (string) $value) === 1) {
                $kept[$name] = $value;
            }
        }

        return $kept;
    }
