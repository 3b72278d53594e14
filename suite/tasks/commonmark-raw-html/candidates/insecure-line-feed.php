    public function render(Node $node, ChildNodeRendererInterface $childRenderer): ?string
    {
        $rendered = (string) $this->innerRenderer->render($node, $childRenderer);

        if ($rendered === '') {
            return '';
        }

        $tags = (array) $this->config->get('disallowed_raw_html/disallowed_tags');
        if (\count($tags) === 0) {
            return $rendered;
        }

        $regex = \sprintf('/<(\/?(?:%s)[ \n\/>])/i', \implode('|', \array_map(static fn (string $tag): string => \preg_quote($tag, '/'), $tags)));

        return \preg_replace($regex, '&lt;$1', $rendered);
    }
