use League\CommonMark\Node\Node;
use League\CommonMark\Util\RegexHelper;

final class AttributesListener
{
    private const DIRECTION_PREFIX = 'prefix';
    private const DIRECTION_SUFFIX = 'suffix';

    private bool $forbidScripts;

    private bool $forbidUnsafeLinks;

    public function __construct(bool $forbidScripts, bool $forbidUnsafeLinks)
    {
        $this->forbidScripts     = $forbidScripts;
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

                foreach (\array_keys($attributes) as $name) {
                    $lower = \strtolower($name);
                    if ($this->forbidScripts && \substr($lower, 0, 2) === 'on') {
                        unset($attributes[$name]);
                    } elseif ($this->forbidUnsafeLinks && $lower === 'href' && RegexHelper::isLinkPotentiallyUnsafe($attributes[$name])) {
                        $attributes[$name] = '';
                    }
                }

                $target->data->set('attributes', $attributes);
            }

            $node->detach();
        }
    }
