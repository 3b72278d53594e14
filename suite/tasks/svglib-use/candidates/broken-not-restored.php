    protected $x = 0;
    protected $y = 0;
    protected $width;
    protected $height;
    private $preparing = false;
    private $leaving = false;
    private $drawing = false;
    private $ending = false;

    /** @var AbstractTag */
    protected $reference;

    protected function before($attributes)
    {
        if ($this->preparing) {
            return;
        }
        $this->preparing = true;

        if (isset($attributes['x'])) {
            $this->x = $attributes['x'];
        }
        if (isset($attributes['y'])) {
            $this->y = $attributes['y'];
        }

        if (isset($attributes['width'])) {
            $this->width = $attributes['width'];
        }
        if (isset($attributes['height'])) {
            $this->height = $attributes['height'];
        }

        parent::before($attributes);

        $document = $this->getDocument();

        $link = $attributes["href"] ?? $attributes["xlink:href"];
        $this->reference = $document->getDef($link);

        if ($this->reference) {
            $this->reference->before($attributes);
        }

        $surface = $document->getSurface();
        $surface->save();

        $surface->translate($this->x, $this->y);
        $this->preparing = false;
    }

    protected function after() {
        if ($this->leaving) {
            return;
        }
        $this->leaving = true;

        parent::after();

        if ($this->reference) {
            $this->reference->after();
        }


        $this->leaving = false;
    }

    public function handle($attributes)
    {
        if ($this->drawing) {
            return;
        }
        $this->drawing = true;

        parent::handle($attributes);

        if (!$this->reference) {
        $this->drawing = false;
            return;
        }

        $mergedAttributes = $this->reference->attributes;
        $attributesToNotMerge = ['x', 'y', 'width', 'height'];
        foreach ($attributes as $attrKey => $attrVal) {
            if (!in_array($attrKey, $attributesToNotMerge) && !isset($mergedAttributes[$attrKey])) {
                $mergedAttributes[$attrKey] = $attrVal;
            }
        }

        $this->reference->handle($mergedAttributes);

        foreach ($this->reference->children as $_child) {
            $_attributes = array_merge($_child->attributes, $mergedAttributes);
            $_child->handle($_attributes);
        }
        $this->drawing = false;
    }

    public function handleEnd()
    {
        if ($this->ending) {
            return;
        }
        $this->ending = true;

        parent::handleEnd();

        if (!$this->reference) {
        $this->ending = false;
            return;
        }

        $this->reference->handleEnd();

        foreach ($this->reference->children as $_child) {
            $_child->handleEnd();
        }
        $this->ending = false;
    }
