// RenderTemplate renders a pongo2 template.
func RenderTemplate(template string, ctx pongo2.Context) (string, error) {
	set := pongo2.NewSet("snapshots", pongo2.DefaultLoader)
	for _, tag := range []string{"include", "extends", "ssi"} {
		err := set.BanTag(tag)
		if err != nil {
			return "", err
		}
	}

	tpl, err := set.FromString("{% autoescape off %}" + template + "{% endautoescape %}")
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
