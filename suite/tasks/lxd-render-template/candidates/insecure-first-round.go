// RenderTemplate renders a pongo2 template.
func RenderTemplate(template string, ctx pongo2.Context) (string, error) {
	set := pongo2.NewSet("snapshots", pongo2.DefaultLoader)
	for _, tag := range []string{"extends", "import", "include", "ssi"} {
		err := set.BanTag(tag)
		if err != nil {
			return "", err
		}
	}

	tpl, err := set.FromString("{% autoescape off %}" + template + "{% endautoescape %}")
	for err == nil {
		var ret string
		ret, err = tpl.Execute(ctx)
		if err != nil {
			return ret, err
		}

		if !strings.Contains(ret, "{{") && !strings.Contains(ret, "{%") {
			return ret, nil
		}

		// Looks like we're nesting templates so run pongo again
		tpl, err = pongo2.FromString("{% autoescape off %}" + ret + "{% endautoescape %}")
	}

	return "", err
}
