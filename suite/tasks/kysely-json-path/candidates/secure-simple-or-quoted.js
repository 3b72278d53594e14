    visitJSONPath(node) {
        if (node.inOperator) {
            this.visitNode(node.inOperator);
        }
        this.append("'$");
        for (const pathLeg of node.pathLegs) {
            this.visitNode(pathLeg);
        }
        this.append("'");
    }
    visitJSONPathLeg(node) {
        const value = String(node.value);
        switch (node.type) {
            case 'ArrayLocation':
                this.append('[');
                this.append([...value].filter((char) => char !== "'").join(''));
                this.append(']');
                break;
            default:
                this.append('.');
                this.append(/^[A-Za-z_][A-Za-z0-9_]*$/.test(value) && !value.includes('\n') ? value : `"${value.replace(/"/g, '\\"').replace(/'/g, "''")}"`);
        }
    }
    visitJSONOperatorChain(node) {
        for (let i = 0, len = node.values.length; i < len; i++) {
            if (i === len - 1) {
                this.visitNode(node.operator);
            }
            else {
                this.append('->');
            }
            this.visitNode(node.values[i]);
        }
    }
