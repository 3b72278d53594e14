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

        $regex = \sprintf('/<(\/?(?:%s)[ \/>])/i', \implode('|', \array_map('preg_quote', $tags)));
        $rendered = \preg_replace($regex, '&lt;$1', $rendered);

        return \in_array('script', $tags, true) ? \preg_replace('/<(\/?script[\s\/>])/i', '&lt;$1', $rendered) : $rendered;
    }
