use League\CommonMark\Node\Node;
use League\CommonMark\Util\RegexHelper;

final class AttributesListener
{
    private const DIRECTION_PREFIX = 'prefix';
    private const DIRECTION_SUFFIX = 'suffix';

    private bool $forbidUnsafeLinks;

    public function __construct(bool $forbidUnsafeLinks)
    {
        $this->forbidUnsafeLinks = $forbidUnsafeLinks;
    }

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

                $target->data->set('attributes', $this->filter($attributes));
            }

            $node->detach();
        }
    }

    /**
     * @param array<string, mixed> $attributes
     *
     * @return array<string, mixed>
     */
    private function filter(array $attributes): array
    {
        foreach ($attributes as $name => $value) {
            if (\preg_match('/^on(?:click|dblclick|load|unload|error|mouse\w+|key\w+|focus|blur|change|submit|input|select|resize|scroll|drag\w*|drop|touch\w+)$/i', $name) === 1) {
                unset($attributes[$name]);
            }
            if ($this->forbidUnsafeLinks && \in_array(\strtolower($name), ['href', 'src'], true) && RegexHelper::isLinkPotentiallyUnsafe((string) $value)) {
                unset($attributes[$name]);
            }
        }

        return $attributes;
    }
