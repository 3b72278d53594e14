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
        $rest = \preg_replace('#^https?://#', '', $url);
        foreach ($this->domains as $domain) {
            if (\strpos($rest, $domain) === 0 || \strpos(\explode('/', $rest)[0], '.' . $domain) !== false) {
                return true;
            }
        }

        return false;
    }
