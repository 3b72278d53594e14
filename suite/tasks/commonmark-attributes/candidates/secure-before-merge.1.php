use League\CommonMark\Util\RegexHelper;
use League\CommonMark\Extension\ExtensionInterface;

final class AttributesExtension implements ExtensionInterface
{
    public function register(EnvironmentBuilderInterface $environment): void
    {
        $strict = ! $environment->getConfiguration()->get('allow_unsafe_links');

        $environment->addBlockStartParser(new AttributesBlockStartParser());
        $environment->addInlineParser(new AttributesInlineParser());
        $environment->addEventListener(DocumentParsedEvent::class, [new AttributesListener(static fn (string $name, string $value): bool => \strncasecmp($name, 'on', 2) !== 0 && ! ($strict && \preg_match('/^(?:href|src|action|formaction)$/i', $name) === 1 && RegexHelper::isLinkPotentiallyUnsafe($value))), 'processDocument']);
    }
}
