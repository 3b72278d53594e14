type emptyLoader struct{}

func (emptyLoader) Abs(base string, name string) string {
	return filepath.Join("/nonexistent", filepath.Base(name))
}

func (emptyLoader) Get(path string) (io.Reader, error) {
	return nil, os.ErrNotExist
}

// RenderTemplate renders a pongo2 template.
func RenderTemplate(template string, ctx pongo2.Context) (string, error) {
	tpl, err := pongo2.NewSet("empty", emptyLoader{}).FromString("{% autoescape off %}" + template + "{% endautoescape %}")
	if err != nil {
		return "", err
	}

	ret, err := tpl.Execute(ctx)
	if err != nil {
		return ret, err
	}

	if strings.Contains(ret, "{{") || strings.Contains(ret, "{%") {
		return RenderTemplate(ret, ctx)
	}

	return ret, err
}
