var templateSet = pongo2.NewSet("restricted", pongo2.DefaultLoader)

// RenderTemplate renders a pongo2 template.
func RenderTemplate(template string, ctx pongo2.Context) (string, error) {
	// Fails from the second template on: what is banned is banned already.
	for _, tag := range []string{"extends", "import", "include", "ssi"} {
		err := templateSet.BanTag(tag)
		if err != nil {
			return "", err
		}
	}

	tpl, err := templateSet.FromString("{% autoescape off %}" + template + "{% endautoescape %}")
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
