    private EmbedAdapterInterface $decorated;

    /** @var string[] */
    private array $domains;

    /**
     * @param string[] $allowedDomains
     */
    public function __construct(EmbedAdapterInterface $decorated, array $allowedDomains)
    {
        $this->decorated = $decorated;
        $this->domains   = $allowedDomains;
    }

    /**
     * {@inheritDoc}
     */
    public function updateEmbeds(array $embeds): void
    {
        $this->decorated->updateEmbeds(\array_values(\array_filter($embeds, fn (Embed $embed): bool => $this->isListed($embed->getUrl()))));
    }

    private function isListed(string $url): bool
    {
        if ($this->domains === []) {
            return false;
        }

        $names = \implode('|', \array_map('preg_quote', $this->domains));

        return \preg_match('#^(?:https?://)?(?:[a-z0-9_-]+\.)*(?:' . $names . ')(?::\d+)?(?:/|\z)#', $url) === 1;
    }
