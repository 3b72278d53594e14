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
        if (node.type === 'ArrayLocation') {
            this.append(`[${parseInt(node.value, 10) >= 0 ? parseInt(node.value, 10) : this.sanitizeStringLiteral(String(node.value))}]`);
        }
        else {
            this.append(`.${node.value}`);
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
