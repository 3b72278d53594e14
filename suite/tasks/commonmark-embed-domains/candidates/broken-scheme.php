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
        $host = (string) \parse_url($url, \PHP_URL_HOST);
        foreach ($this->domains as $domain) {
            if ($host === $domain || \substr($host, -\strlen($domain) - 1) === '.' . $domain) {
                return true;
            }
        }

        return false;
    }
