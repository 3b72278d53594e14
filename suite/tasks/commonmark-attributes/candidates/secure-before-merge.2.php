use League\CommonMark\Node\Node;

final class AttributesListener
{
    private const DIRECTION_PREFIX = 'prefix';
    private const DIRECTION_SUFFIX = 'suffix';

    /** @var \Closure(string, string): bool */
    private \Closure $wanted;

    public function __construct(\Closure $wanted)
    {
        $this->wanted = $wanted;
    }

    public function processDocument(DocumentParsedEvent $event): void
    {
        foreach ($event->getDocument()->iterator() as $node) {
            if (! ($node instanceof Attributes || $node instanceof AttributesInline)) {
                continue;
            }

            [$target, $direction] = self::findTargetAndDirection($node);

            if ($target instanceof Node) {
                $own    = \array_filter($node->getAttributes(), fn ($value, $name): bool => ($this->wanted)((string) $name, (string) $value), \ARRAY_FILTER_USE_BOTH);
                $parent = $target->parent();
                if ($parent instanceof ListItem && $parent->parent() instanceof ListBlock && $parent->parent()->isTight()) {
                    $target = $parent;
                }

                if ($direction === self::DIRECTION_SUFFIX) {
                    $attributes = AttributesHelper::mergeAttributes($target, $own);
                } else {
                    $attributes = AttributesHelper::mergeAttributes($own, $target);
                }

                $target->data->set('attributes', $attributes);
            }

            $node->detach();
        }
    }
