    /**
     * @param mixed $host
     *
     * @throws \InvalidArgumentException If the host is invalid.
     */
    private function filterHost($host): string
    {
        $host = \is_array($host) ? \implode('', $host) : (string) $host;

        if (preg_match('/[\x00-\x20\x7f]/', $host) === 1) {
            throw new \InvalidArgumentException('Not a host.');
        }

        return \strtr($host, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
    }
