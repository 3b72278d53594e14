use League\CommonMark\Node\Node;
use League\CommonMark\Util\RegexHelper;
use League\Config\ConfigurationAwareInterface;
use League\Config\ConfigurationInterface;

final class AttributesListener implements ConfigurationAwareInterface
{
    private const DIRECTION_PREFIX = 'prefix';
    private const DIRECTION_SUFFIX = 'suffix';

    private ConfigurationInterface $config;

    public function setConfiguration(ConfigurationInterface $configuration): void
    {
        $this->config = $configuration;
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
            $script = \preg_match('/^on/i', $name) === 1;
            $link   = \preg_match('/^(?:href|src)$/i', $name) === 1 && ! $this->config->get('allow_unsafe_links');
            if ($script || ($link && RegexHelper::isLinkPotentiallyUnsafe((string) $value))) {
                unset($attributes[$name]);
            }
        }

        return $attributes;
    }
