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
        $host = \parse_url(\preg_match('#^https?://#i', $url) === 1 ? $url : 'https://' . $url, \PHP_URL_HOST);
        if (! \is_string($host)) {
            return false;
        }

        return \in_array($host, $this->domains, true);
    }
